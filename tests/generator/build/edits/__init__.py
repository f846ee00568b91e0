"""Random edits of a small site with every room on: whatever was built before, the result is that of a clean build."""
