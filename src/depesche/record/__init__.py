"""The record: readings merged, kept safely, questioned, corrected."""
