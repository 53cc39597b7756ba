# Renders the spec cases with Jinja2 and compares byte for byte: compare_with_jinja2.py RUNNER FOLDER.
import json
import subprocess
import sys

try:
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup
except ImportError:
    print("python3-jinja2 is not installed")
    sys.exit(77)

LEAST = 300


def to_value(value):
    if isinstance(value, dict):
        if "$markup" in value:
            return Markup(value["$markup"])
        return {key: to_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_value(item) for item in value]
    return value


def render(case):
    environment = Environment(
        loader=DictLoader(case["templates"]),
        autoescape=lambda name: bool(name) and name.endswith((".html", ".xml", ".atom", ".svg")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Our tojson keeps the order of the keys and writes UTF-8.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
    # As globals, so that imported templates see them, too.
    environment.globals.update(to_value(case["data"]))
    return environment.get_template(case["main"]).render()


def main(runner, folder):
    dump = subprocess.run([runner, folder, "--json"], check=True, capture_output=True).stdout
    identical, different, deviations, refused = 0, 0, 0, 0
    for case in json.loads(dump):
        if case["deviation"]:
            deviations += 1
            continue
        try:
            printed = render(case)
        except Exception as error:  # Whatever Jinja2 raises, it does not print what we print.
            printed = f"{type(error).__name__}: {error}"
            if case["is_error"]:
                refused += 1
                continue
        if printed == case["expected"]:
            identical += 1
        else:
            different += 1
            print(f"{case['where']}: {case['title']}")
            print(f"  expected: {case['expected']!r}\n  Jinja2:   {printed!r}")
    print(
        f"{identical} cases identical, {refused} refused by both, {different} different, "
        f"{deviations} declared deviations"
    )
    return 0 if different == 0 and identical >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
