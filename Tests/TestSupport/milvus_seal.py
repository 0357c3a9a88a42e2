"""Lets a Milvus server at 127.0.0.1:PORT do at once what it does with all records after a while: seal them, build their
index and search that instead of what is kept in memory meanwhile. Returns once a search does so.

    milvus_seal.py PORT COLLECTION [SECONDS]

SECONDS, by default 120, is how long each of the three may take.
"""

import sys
import time

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc

port, name, *limit = sys.argv[1:]
# Rows for which Milvus 2.3 builds an index at all (indexCoord.segment.minSegmentNumRowsToEnableIndex).
LEAST_INDEXED = 1024
patience = float(limit[0]) if limit else 120
milvus = milvus_pb2_grpc.MilvusServiceStub(grpc.insecure_channel(f"127.0.0.1:{port}"))


def wait(what, is_done):
    deadline = time.monotonic() + patience
    while not is_done():
        if time.monotonic() > deadline:
            sys.exit(f"{what} took longer than {patience:.0f} s")
        time.sleep(0.1)


def is_flushed():
    request = milvus_pb2.GetFlushStateRequest(
        segmentIDs=flushed.coll_segIDs[name].data, collection_name=name, flush_ts=flushed.coll_flush_ts[name])
    return milvus.GetFlushState(request).flushed


def is_indexed():
    answer = milvus.DescribeIndex(milvus_pb2.DescribeIndexRequest(collection_name=name))
    return all(index.state == common_pb2.Finished for index in answer.index_descriptions)


def is_searched():
    try:
        answer = milvus.GetQuerySegmentInfo(milvus_pb2.GetQuerySegmentInfoRequest(collectionName=name))
    except grpc.RpcError as error:
        # milvus-lite has no such segments.
        return error.code() == grpc.StatusCode.UNIMPLEMENTED
    # A sealed segment is searched by a makeshift index until its own is loaded.
    return bool(answer.infos) and all(
        segment.state == common_pb2.Sealed and (segment.indexID != 0 or segment.num_rows < LEAST_INDEXED)
        for segment in answer.infos)


flushed = milvus.Flush(milvus_pb2.FlushRequest(collection_names=[name]))
if flushed.status.error_code != 0:
    sys.exit(flushed.status.reason)
wait("flushing", is_flushed)
wait("indexing", is_indexed)
wait("loading what was indexed", is_searched)
