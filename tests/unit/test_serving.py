"""The server of the tests says what is an error, and nothing of connections that a browser ends."""

from __future__ import annotations

import pytest

from tests.conftest import Server, serving


def said_of(error: Exception, server: Server, capsys: pytest.CaptureFixture[str]) -> str:
    try:
        raise error  # noqa: TRY301 - what a handler of requests would raise
    except Exception:
        server.handle_error(None, ("127.0.0.1", 1))
    return capsys.readouterr().err


def test_only_errors_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as server:
        assert said_of(BrokenPipeError(), server, capsys) == ""
        assert said_of(ConnectionResetError(), server, capsys) == ""
        assert "ValueError: of the server" in said_of(ValueError("of the server"), server, capsys)
