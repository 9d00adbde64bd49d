"""The rulebook as other programs read it: Publicodes rules, OpenFisca parameters.

Both are written as text. Neither program is imported or shipped.
"""
