"""Commands in modules of their own, which `eo_site.cli` puts together."""
