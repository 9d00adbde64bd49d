"""A business plan from the same answers: statements, returns and risk, in dirhams and
euros.
"""
