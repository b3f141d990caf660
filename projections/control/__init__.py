"""Who has control: who holds which power where, since when, on what basis (METHODS 4).

`bodies` tells who counts as one body and who took over from whom,
`where` what covers a place, `state` how many hold a power at a moment, `powers` that over time.
On these rest the figures, the chain to the body that answers, the view, the checks and the
conditions `clear-lead`, `same-lead` and `one-ministry`.
"""
