"""Lets MiniStack's IAM see the ACL that a request to set one names.

S3 gives the condition keys `s3:x-amz-acl` and `s3:x-amz-grant-*` to PutObjectAcl, too (Service Authorization Reference,
Amazon S3). MiniStack 1.5.33 gives them to PutObject alone.
"""

from ministack.core import iam_actions

ACTIONS = ("s3:PutObjectAcl", "s3:PutObjectVersionAcl")
HEADERS = (
    "x-amz-acl",
    "x-amz-grant-read",
    "x-amz-grant-write",
    "x-amz-grant-read-acp",
    "x-amz-grant-write-acp",
    "x-amz-grant-full-control",
)


def patch():
    theirs = iam_actions.s3_service_context
    # Another MiniStack may name this otherwise, or do it itself: whoever raises the version looks here.
    seam = theirs("s3:PutObjectAcl", {}, "/bucket/key", {"x-amz-acl": "private"})
    if "s3:x-amz-acl" in seam:
        raise SystemExit("MiniStack gives PutObjectAcl its condition keys now: delete emulator/acl_context.py.")

    def ours(iam_action, query_params, path="", headers=None):
        context = theirs(iam_action, query_params, path, headers)
        if iam_action in ACTIONS:
            given = headers or {}
            context.update({f"s3:{name}": given[name] for name in HEADERS if given.get(name)})
        return context

    iam_actions.s3_service_context = ours
