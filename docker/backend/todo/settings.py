"""What the environment must hold, checked once at start. A fault names its variable and what is wrong, no value."""

from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_PASSWORD = 12
PLACEHOLDERS = frozenset(
    {
        "admin",
        "change-me",
        "change_me",
        "changeit",
        "changeme",
        "default",
        "example",
        "letmein",
        "password",
        "passw0rd",
        "placeholder",
        "postgres",
        "postgresql",
        "qwerty",
        "replace-me",
        "replace_me",
        "replaceme",
        "root",
        "secret",
        "test",
        "todo",
        "your-password",
        "your_password",
    }
)


class SettingsFault(Exception):
    """The environment cannot be used; `faults` maps each variable to what is wrong with it."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name} {what}" for name, what in faults.items()))
        self.faults = faults


def fault(what: str) -> PydanticCustomError:
    return PydanticCustomError("setting", "{what}", {"what": what})


def without_blanks(value: str) -> str:
    if value != value.strip():
        raise fault("begins or ends with white space or a line break; make the Secret with `printf %s`, not `echo`")
    return value


def strong(password: SecretStr) -> SecretStr:
    value = without_blanks(password.get_secret_value())
    if is_placeholder(value):
        raise fault("is a well-known placeholder; set a random one of at least 12 characters")
    if len(value) < SHORTEST_PASSWORD:
        raise fault("is shorter than 12 characters; set a random one")
    return password


def is_placeholder(value: str) -> bool:
    """Also one that was made longer by repeating it, by digits or by punctuation at its end: `password1234!`."""
    word = value.lower().rstrip("0123456789!?.$#*_-")
    return word != "" and any(word == known * (len(word) // len(known)) for known in PLACEHOLDERS)


def origin(value: str) -> str:
    parts = urlsplit(http_url(value))
    if parts.path or parts.query or parts.fragment or parts.username:
        raise fault("must be an origin such as http://localhost:3000, with no path and no slash at its end")
    return value


def http_url(value: str) -> str:
    parts = urlsplit(without_blanks(value))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise fault("must be a URL that begins with http:// or https://")
    return value


Text = Annotated[str, AfterValidator(without_blanks)]
LogLevel = Literal["debug", "info", "warning", "error"]


class DatabaseSettings(BaseSettings):
    """Where the database is, and how to log in to it: all that a migration needs."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    db_host: Text
    db_port: int = Field(ge=1, le=65535)
    db_user: Text
    db_password: Annotated[SecretStr, AfterValidator(strong)]
    db_name: Text
    db_ssl_mode: Literal["disable", "require", "verify-full"] = "disable"
    log_level: Annotated[LogLevel, BeforeValidator(str.lower)] = "info"


class MigrationSettings(DatabaseSettings):
    """What `python -m todo.migrate` reads."""

    migrate_wait_seconds: float = Field(default=60, ge=0, le=3600)


class Settings(DatabaseSettings):
    """What the service reads."""

    app_url: Annotated[str, AfterValidator(origin)] = "http://localhost:3000"
    """The app as the browser sees it: the tokens' issuer and audience, and the one origin that CORS allows."""

    jwks_url: Annotated[str, AfterValidator(http_url)]
    """Where the frontend publishes its keys, as seen from this pod: never the browser's URL."""

    port: int = Field(default=8000, ge=1, le=65535)


AnySettings = TypeVar("AnySettings", bound=DatabaseSettings)


def read_settings(kind: type[AnySettings]) -> AnySettings:
    """Reads the environment, or raises a `SettingsFault` that lists all faults at once."""
    try:
        return kind()
    except ValidationError as failure:
        faults = {str(error["loc"][0]).upper(): explain(error) for error in failure.errors(include_input=False)}
        raise SettingsFault(faults) from None


def explain(error: ErrorDetails) -> str:
    match error["type"]:
        case "missing":
            return "is missing or empty"
        case "setting":
            return error["msg"]
        case _:
            return f"is not valid: {error['msg']}"
