"""Looking for what strangers could write that ends in a traceback, takes for ever or fills memory.

    mutations   bytes near to valid ones
    targets     what reads bytes of strangers, with valid ones to begin from
    hunting     trying a target for a while, within bounds of time and memory for each input

Run it with `make fuzz`; what it finds is kept as a file, as short as it could be made.
"""
