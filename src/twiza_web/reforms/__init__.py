"""The reform desk: what if a figure of the law were another?"""
