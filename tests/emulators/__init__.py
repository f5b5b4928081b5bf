"""The hosts' own local emulators, with the files that eo-site writes for them: `make emulators`."""
