"""From shared data to weights: `python -m training` prepares, trains, exports and evaluates."""
