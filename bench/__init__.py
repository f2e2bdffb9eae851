"""The bench: what a build costs, beside plain MkDocs-Material on the same content in the same run.

project (a made-up municipality) ─▶ plain (the same site, written by hand as it were)
              └─▶ measure (one process at a time) ─▶ __main__ (figures and limits)
"""
