"""`python -m eo_site` is the `eo-site` command."""

from eo_site.cli import main

main()
