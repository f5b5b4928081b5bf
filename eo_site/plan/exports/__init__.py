"""What an edition offers besides its pages: feeds, calendars, citations, data.

Everything here is computed from resolved text. What is for the whole edition reads of an order only
its record, its dates and its sources, never its body, so that it can be had from a short form of
each order.
"""
