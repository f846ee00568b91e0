"""Pages rendered by several processes are the pages that one renders, and so is all that is told of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pelicasso.kit.testing import write_site

RUN = """
import os, sys
from pathlib import Path
from pelicasso.build import builder, rendering

home, render = os.getpid(), rendering.render
rendering.SHARE = 1

def mortal(work, planned):
    if planned.address == "/verger/" and os.getpid() != home:
        os.kill(os.getpid(), 9)
    return render(work, planned)

def built(count, render):
    rendering.processes, rendering.render = lambda: count, render
    made = builder.render_site(Path(sys.argv[1]), day="2026-11-24", url="https://lavoir.example")
    record = made.files["accessibilite/index.html"]
    return list(made.files.items()), list(map(str, made.report.after(0))), list(map(str, made.advice())), record

alone = built(1, render)
assert alone[0] and alone[1] and alone[2]
for each in (built(2, render), built(3, render), built(2, mortal)):
    assert each[0] == alone[0], [one for one, other in zip(each[0], alone[0]) if one != other]
    assert each[1] == alone[1], "findings"
    assert each[2] == alone[2], "advice"
"""
SITE = """\
organisation: {name: Les Amis du Lavoir}
contact: {email: bonjour@lavoir.example, phone: "03 53 01 42 17"}
events: {}
missions: {}
people: {groups: [{group: bureau, people: [Ana Souza]}]}
donations: {ways: [cheque]}
"""
VIDEO = "/// video | La fête\nlink: https://www.youtube.com/watch?v=aqz-KE-bpKQ\n///\n"
TEXTS = {
    "pages/verger.md": f"# Le verger\n\n{VIDEO}\n[Cliquez ici](/contact/)\n",
    "pages/jardins.md": "# Les jardins\n\nVoir la date en rouge.\n\n/// events\n///\n",
    "events/taille.md": "---\ntitle: Taille\nstart: 2026-12-05 14:00\n---\nOn taille.\n",
    "missions/relire.md": "---\ntitle: Relire\ndate: 2026-11-02\nremote: à distance\napply: https://a.example/\n---\nx\n",
    **{
        f"articles/2026-10-{day:02}-recolte.md": (
            f"---\ntitle: Récolte {day}\nslug: recolte-{day}\ncategory: {'Eau' if day % 2 else 'eau'}\n---\n"
            f"{VIDEO if day == 7 else ''}\nCLIQUEZ [ici](https://ailleurs.example/{day}).\n"
        )
        for day in range(1, 13)
    },
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on Windows")
def test_several_processes_make_what_one_makes_even_when_one_dies(tmp_path: Path) -> None:
    """In a process of its own: the tests' has threads."""
    write_site(tmp_path, TEXTS, SITE)
    done = subprocess.run([sys.executable, "-c", RUN, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
