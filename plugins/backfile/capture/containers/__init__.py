"""Containers: files that hold many captures, each read as a stream; one file per format."""
