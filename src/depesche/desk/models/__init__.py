"""What goes over the wire: pydantic models, each with an example in the OpenAPI description.

`values` are the entries of a record, `answers` what is asked of it, `asked` what is sent to it, `told` what the stream
of events tells, `errors` what goes wrong.
"""
