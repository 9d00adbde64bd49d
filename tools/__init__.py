"""What ./twiza does, one module per noun. Python's standard library only.

The environment is made by these modules, so none of them may need what it holds.
"""
