"""Speed and quality, each one command: `python -m benchmarks.speed`, `.quality`, `.report`."""
