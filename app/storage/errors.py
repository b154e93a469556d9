"""What can go wrong with files, each said in one Chinese sentence (``str(error)``) that tells what, where and how to go on."""

from __future__ import annotations

import errno
from pathlib import Path


class StorageError(Exception):
    """A file could not be read or written; ``str()`` is the sentence for the user, the file on disk is as it was."""


class UnreadableFile(StorageError):
    """The file is no form, or is damaged."""


class ChangedOnDisk(StorageError):
    """The file is no longer the one that was loaded: somebody else saved it since."""


class UnwritableFile(StorageError):
    """The file could not be saved."""


def cannot_read(path: Path, error: OSError) -> UnreadableFile:
    """The sentence for a file that the system does not let us read."""
    missing = "文件不存在，可能已被移动或改名，请检查路径"
    forbidden = "没有读取权限，请联系文件所有者，或复制到自己的文件夹后再打开"
    reason = {
        errno.ENOENT: missing,
        errno.ENOTDIR: missing,
        errno.EACCES: forbidden,
        errno.EPERM: forbidden,
        errno.EISDIR: "这是一个文件夹，请选择其中的表格文件",
        errno.ENAMETOOLONG: "文件名太长，请检查路径",
        errno.EIO: "磁盘或共享读取出错，请检查连接后再试",
    }.get(error.errno or 0, f"系统提示：{error.strerror or error}")
    return UnreadableFile(f"无法打开“{path.name}”：{reason}。（{path}）")


def cannot_write(path: Path, error: OSError) -> UnwritableFile:
    """The sentence for a file that could not be saved; the old file is intact."""
    reason = {
        errno.ENOSPC: "磁盘已满，请清理磁盘或另存到其他位置",
        errno.EDQUOT: "磁盘配额已满，请清理空间或另存到其他位置",
        errno.EACCES: "没有写入权限，或文件正被其他程序占用，请另存到自己的文件夹",
        errno.EPERM: "没有写入权限，请另存到自己的文件夹",
        errno.EROFS: "文件或所在位置是只读的，请另存为新文件",
        errno.ENOENT: "文件夹不存在或共享已断开，请另存到其他位置",
        errno.ENAMETOOLONG: "文件名太长，请换一个短些的名字",
        errno.EISDIR: "这是一个文件夹的名字，请换一个文件名",
        errno.ENOTDIR: "所选的文件夹其实是一个文件，请另选文件夹",
        errno.EEXIST: "所选的文件夹其实是一个文件，请另选文件夹",
        errno.EIO: "磁盘或共享写入出错，请检查连接，或另存到其他位置",
    }.get(error.errno or 0, f"系统提示：{error.strerror or error}，请另存到其他位置")
    return UnwritableFile(f"没有保存“{path.name}”：{reason}；原文件保持不变。（{path}）")
