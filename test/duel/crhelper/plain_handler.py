"""
What a user would write from crhelper's README, "Example Usage", which says that its settings are the defaults: a record
at the vendor, whose id is the physical id.
"""

import json
import logging
import urllib.error
import urllib.request

import boto3
from crhelper import CfnResource

logger = logging.getLogger(__name__)
helper = CfnResource(json_logging=False, log_level='DEBUG', boto_level='CRITICAL', sleep_on_delete=120, ssl_verify=None)

try:
    secrets = boto3.client('secretsmanager')
except Exception as e:
    helper.init_failure(e)


@helper.create
def create(event, context):
    logger.info('Got Create')
    return register(event['ResourceProperties'])


@helper.update
def update(event, context):
    logger.info('Got Update')
    properties = event['ResourceProperties']
    if properties['place'] != event['OldResourceProperties']['place']:
        # The vendor cannot change that. CloudFormation deletes the old record when it sees another id.
        return register(properties)
    call(properties, 'PATCH', '/' + event['PhysicalResourceId'], {'value': properties['value']})
    return event['PhysicalResourceId']


@helper.delete
def delete(event, context):
    logger.info('Got Delete')
    try:
        call(event['ResourceProperties'], 'DELETE', '/' + event['PhysicalResourceId'])
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise


def register(properties):
    record = {name: properties[name] for name in ('name', 'owner', 'place', 'value')}
    return call(properties, 'POST', '', record)['id']


def call(properties, method, path, body=None):
    key = secrets.get_secret_value(SecretId=properties['secretArn'])['SecretString']
    request = urllib.request.Request(
        properties['vendorUrl'] + path,
        method=method,
        headers={'X-Studio-Key': key, 'Content-Type': 'application/json'},
        data=json.dumps(body).encode() if body else None,
    )
    with urllib.request.urlopen(request) as response:
        text = response.read()
        return json.loads(text) if text else None


def handler(event, context):
    helper(event, context)
