# Reads a schema, then documents, one a line; writes 1 for each document the schema accepts, 0 for each it refuses.
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

lines = iter(sys.stdin)
schema = json.loads(next(lines))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
print("".join("1" if validator.is_valid(json.loads(line)) else "0" for line in lines))
