"""What a change does to the sites: two versions of a project become one record of differences.

    folder, ref of git ─▶ compare ─▶ Comparison ─▶ Changes ─▶ malbok.changes.text

Nothing is written and no chart drawn. Each version is seen as of its own day. What everybody sees
is compared first; what is left is marked as being for the intranet only.
"""
