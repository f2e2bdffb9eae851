"""From a spreadsheet to outcomes: `workbooks` reads the file, `tables` finds the table on a sheet,
`understanding` says which cell is which outcome, `difference` what that would change in the project.

Nothing is guessed: what can be understood in two ways is a misunderstanding at its cell.
"""
