"""Who has control: who holds which power where, since when, on what basis (METHODS 4).

`scope` tells what covers a place, `mandate` which part of a power a mandate is about and on what
basis, `state` how many hold a power at a moment, `powers` that over time. On these rest the
figures, the duties, the facts of a mandate, the view, the checks on control and the conditions
`clear-lead`, `same-lead` and `one-ministry`.
"""
