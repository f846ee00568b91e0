"""The filter of system calls, run step by step as the kernel does, for both processors."""

from __future__ import annotations

import struct

import pytest

from pelicasso.build.confinement.seccomp import (
    ALLOW,
    ARCHITECTURES,
    CALLS,
    CLONE,
    CLONE3,
    CLONE_THREAD,
    KILL,
    REFUSE,
    UNKNOWN,
    X32,
    _program,
)

READ, FUTEX = {"x86_64": 0, "aarch64": 63}, {"x86_64": 202, "aarch64": 98}


def verdict(processor: str, number: int, flags: int = 0, architecture: int | None = None) -> int:
    data = struct.pack("=IIQQ", number, architecture or ARCHITECTURES[processor], 0, flags)
    steps = [struct.unpack("HBBI", each) for each in _program(processor)]
    at = held = 0
    while True:
        code, yes, no, value = steps[at]
        at += 1
        if code == 0x06:
            return value
        if code == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
        else:
            holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            at += yes if holds else no


@pytest.mark.parametrize("processor", ARCHITECTURES)
def test_each_named_call_is_refused_and_others_pass(processor: str) -> None:
    at = list(ARCHITECTURES).index(processor)
    numbers = [each[at] for each in CALLS.values() if each[at] is not None]
    assert {verdict(processor, each) for each in numbers} == {REFUSE}
    assert {verdict(processor, each[processor]) for each in (READ, FUTEX)} == {ALLOW}
    allowed = [each for each in range(460) if verdict(processor, each) == ALLOW]
    assert len(allowed) == 460 - len(set(numbers)) - 2


@pytest.mark.parametrize("processor", ARCHITECTURES)
def test_a_thread_may_be_made_and_a_process_not(processor: str) -> None:
    clone = CLONE[list(ARCHITECTURES).index(processor)]
    assert verdict(processor, clone, CLONE_THREAD | 0x3D0F00) == ALLOW
    assert verdict(processor, clone, 17) == REFUSE
    assert verdict(processor, CLONE3) == UNKNOWN


def test_calls_by_another_door_are_refused() -> None:
    assert verdict("x86_64", X32 + 59) == REFUSE
    assert verdict("x86_64", 11, architecture=0x40000003) == KILL
