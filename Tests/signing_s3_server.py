"""An S3 store that checks signatures, for the tests of Storage.

It makes a bucket and a user, says on one line where it is and with which key ("port access-key secret-key"), and runs
until its input ends. The server that bin/test starts takes any key.
"""

import json
import os
import sys

# moto lets that many requests through without a look at their signatures: those that make the user and the bucket.
os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "4"

import boto3  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
port = server.get_host_and_port()[1]
access = {
    "endpoint_url": f"http://127.0.0.1:{port}",
    "region_name": "us-east-1",
    "aws_access_key_id": "none",
    "aws_secret_access_key": "none",
}
iam = boto3.client("iam", **access)
iam.create_user(UserName="cuango")
key = iam.create_access_key(UserName="cuango")["AccessKey"]
allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
iam.put_user_policy(UserName="cuango", PolicyName="files", PolicyDocument=json.dumps(allow))
boto3.client("s3", **access).create_bucket(Bucket="cuango")
print(port, key["AccessKeyId"], key["SecretAccessKey"], flush=True)
sys.stdin.read()
server.stop()
