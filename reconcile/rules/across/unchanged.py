"""文字沿用上年，年份没有改。

与上年材料一字不差而写着上年年份的句子，多半是忘了改。
为什么：以上年文件为底稿，逐处修改时漏改。

错误示例：2025年预算仍写“截至2023年12月31日，共有车辆1辆”，与2024年预算一字不差。
正确示例：2025年预算写“截至2024年12月31日，共有车辆1辆”。
依据：公开材料应反映本年度情况。
"""

from reconcile.findings import Severity

CODE = "R604"
NAME = "文字沿用上年"
KIND = "cross_document"
SEVERITY = Severity.WARNING
