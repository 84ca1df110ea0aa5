#!/usr/bin/python3
"""Validates bodies against the protocol's schemas.

validate.py SCHEMAS < LINES, a line each: {"schema": "hello.request", "name": "…", "body": …}.
Prints for each line {"schema", "name", "error"}, the error empty when the body is valid. Exits 69
when python3-jsonschema is not installed.
"""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(69)

validators = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validators[path.stem] = jsonschema.Draft202012Validator(schema)

for line in sys.stdin:
    case = json.loads(line)
    error = next(validators[case["schema"]].iter_errors(case["body"]), None)
    verdict = "" if error is None else error.message[:200] or "invalid"
    print(json.dumps({"schema": case["schema"], "name": case["name"], "error": verdict}))
