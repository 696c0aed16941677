"""Takes a notebook through the real Jupyter: `jupyter.py check FILE` or `jupyter.py execute FILE OUT`."""

import json
import sys
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

verb, file = sys.argv[1], Path(sys.argv[2])
text = file.read_text(encoding="utf-8")
notebook = nbformat.reads(text, as_version=4)
nbformat.validate(notebook)

if verb == "check":
    print(json.dumps({"sameLayout": nbformat.writes(notebook) + "\n" == text}))
else:
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(file.parent)}})
    try:
        client.execute()
        ok = True
    except CellExecutionError:
        ok = False
    nbformat.validate(notebook)
    nbformat.write(notebook, sys.argv[3])
    kernel = KernelSpecManager().get_kernel_spec(client.kernel_name)
    print(json.dumps({"ok": ok, "kernel": client.kernel_name, "kernelFolder": kernel.resource_dir}))
