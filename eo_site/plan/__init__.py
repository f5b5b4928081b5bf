"""An edition becomes pages: path, template, view."""
