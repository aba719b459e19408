"""The tables of a record, read and written: one module per kind of entry, inside a transaction of the caller."""
