"""How ./twiza run serves the site. What a person typed never reaches a log.

Answers stand in the address after the question mark, so no line may hold that part.
The site writes its own access log; gunicorn's stays off.
"""

import logging

from gunicorn.config import Config
from gunicorn.glogging import Logger

workers = 2
worker_class = "gthread"
threads = 4
limit_request_line = 8190  # every answer of the advisor, in Arabic, percent-encoded
loglevel = "warning"
control_socket_disable = True


def without_query(record: logging.LogRecord) -> bool:
    path, mark, _ = record.getMessage().partition("?")
    record.msg = f"{path}{mark}…" if mark else path
    record.args = ()
    return True


class QuietLogger(Logger):
    """Errors of the server itself name a request too: cut the same part from them."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.addFilter(without_query)


logger_class = QuietLogger
