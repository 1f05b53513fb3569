"""terminado as Jupyter has it: one connection a terminal, JSON messages."""

import asyncio
import sys

import tornado.httpserver
import tornado.netutil
import tornado.web
from terminado import TermSocket, UniqueTermManager


async def main() -> None:
    manager = UniqueTermManager(shell_command=["/bin/bash", "-l"], term_settings={"cwd": sys.argv[1]})
    app = tornado.web.Application([(r"/", TermSocket, {"term_manager": manager})])
    sockets = tornado.netutil.bind_sockets(0, "127.0.0.1")
    tornado.httpserver.HTTPServer(app).add_sockets(sockets)
    print(f"listening {sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await manager.shutdown()


asyncio.run(main())
