"""Witnesses at work: what one keeps, how it is asked over HTTP, and how a log asks others.

What is asked and answered is decided in `ledger/transparency/witness_protocol.py`, which is pure.
Here are the effects: a file, a clock, the network.

    state        what a witness keeps, and the one transaction in which it answers
    server       a witness over HTTP (c2sp.org/tlog-witness v1.0.0)
    client       the other side: a log that wants its checkpoint cosigned by one witness
    cosigning    the same with all of a policy, over the network or by mail
"""
