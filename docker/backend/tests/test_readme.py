from tests.service import FOLDER
from todo.settings import MigrationSettings, Settings


def test_the_readme_names_every_setting() -> None:
    readme = (FOLDER / "README.md").read_text()
    names = [name.upper() for name in Settings.model_fields | MigrationSettings.model_fields]
    assert [name for name in names if f"`{name}`" not in readme] == []
