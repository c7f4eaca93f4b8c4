"""The register of incoming and outgoing documents, and the numbers that are given out.

Source: Nghị định 30/2020/NĐ-CP, chương III (quản lý văn bản đến, văn bản đi), phụ lục IV.
"""
