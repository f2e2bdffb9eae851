"""Reports: what was known and said of goals on a day, frozen, so that it reads the same in ten years.

    Report + Viewer ─▶ contents ─▶ Snapshot ─▶ pages, PDF, archive package

A draft takes the same way without being kept.
"""
