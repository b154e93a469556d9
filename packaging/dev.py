# -*- coding: utf-8 -*-  # noqa: UP009 - Python 2 reads this file too
"""Set everything up and run, test or measure 绩表, on a fresh Debian 12 or Windows with nothing but Python.

    python3 packaging/dev.py run                      open the window with an example form
    python3 packaging/dev.py test [--long] [--office] all checks and tests
    python3 packaging/dev.py bench                    ratios of speed and memory

On Windows: py packaging\\dev.py run. The work is done in dev_commands.py; this file is read by every Python there is,
so that one that is far too old says so in a sentence instead of stumbling over newer words of the language.
"""

import sys

OLD = "!! 需要 64 位 Python 3.11 至 3.14，这里是 {0}.{1}，请安装一个合适的 Python，再用它运行一次。 / "
OLD += "64-bit Python 3.11 to 3.14 is needed, this is {0}.{1}; install a fitting one and run this again with it.\n"


if __name__ == "__main__":
    if sys.version_info < (3, 7):  # noqa: UP036 - that is the point
        said = OLD.format(*sys.version_info[:2])
        # Bytes in Python 2 already; Python 3.6 would show escapes where the console's language is not set.
        getattr(sys.stderr, "buffer", sys.stderr).write(said if str is bytes else said.encode("utf-8"))
        sys.exit(1)
    import dev_commands

    sys.exit(dev_commands.main(sys.argv[1:]))
