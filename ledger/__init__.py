"""The effects: event store, codec, clock, journal. The only package that imports eventsourcing."""
