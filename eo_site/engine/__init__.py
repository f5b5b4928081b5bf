"""The shell: reads the disk and the clock, runs the stages, writes the build."""
