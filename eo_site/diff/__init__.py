"""What changed between two builds, edition by edition: pages into blocks, blocks compared, told."""
