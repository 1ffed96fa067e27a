"""What the guide to the rules shows can be done as it is shown."""

import re
from pathlib import Path

import yaml

import tovholder
from tovholder.rules.commands import rules_app
from tovholder.rules.packs import national_pack, pack_in, sources_in
from tovholder.rules.scenario_reading import read_scenario_file
from tovholder.rules.trials import try_out

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "operations" / "rules.md"
SOURCE = Path(tovholder.__file__).parent
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = sorted(set(re.findall(r"^tovholder rules (\w+)", TEXT, re.MULTILINE)))


def block(first_word: str) -> str:
    return next(each for each in BLOCKS if each.startswith(first_word))


def test_the_duty_that_is_shown_can_be_read(tmp_path):
    for name, text in sources_in().items():
        if not name.startswith("expectations/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "suspensions.yaml").unlink(missing_ok=True)
    (tmp_path / "expectations").mkdir()
    written = block("id:")
    (tmp_path / "expectations" / "register-entry.yaml").write_text(written, encoding="utf-8")
    assert list(pack_in(tmp_path).expectations) == ["register-entry"]


def test_the_scenario_that_is_shown_holds():
    pack = national_pack()
    (scenario,) = read_scenario_file(block("expectation:"), "contract-agreed.yaml", pack)
    outcomes = try_out(scenario, "contract-agreed", pack)
    assert not [failure for outcome in outcomes for failure in outcome.failures]


def test_the_pack_file_that_is_shown_is_yaml_with_two_languages():
    assert yaml.safe_load(block("title:"))["languages"] == ["ar", "en"]


def test_every_command_that_is_shown_exists():
    source = (SOURCE / "config" / "cli.py").read_text(encoding="utf-8")
    mounted = set(re.findall(r'rules_app\.command\("(\w+)"\)', source))
    own = {each.name or each.callback.__name__ for each in rules_app.registered_commands}
    assert set(COMMANDS) <= own | mounted
