"""What the server answers at /api/hello."""

import platform


def greeting(name: str) -> dict[str, str]:
    return {
        "message": f"Hello, {name or 'world'}!",
        "from": f"Python {platform.python_version()}",
    }
