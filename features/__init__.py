"""Scenarios that an auditor can read, worked cases, and tests that cross the layers."""
