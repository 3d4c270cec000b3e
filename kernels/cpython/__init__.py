"""The Gilscope kernel for CPython 3.9 and newer. Standard library only. Start reading at `__main__.py`."""
