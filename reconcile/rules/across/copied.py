"""同一处错误连年出现。

上年材料中已有的问题，本年材料在同样的文字里又出现一次。
为什么：底稿里的错误没有人改，年年照抄。

错误示例：2024、2025两年都写“公务车用车运行费”。
正确示例：2025年已改为“公务用车运行费”。
依据：供核对时参考，一处改正即可带动各年。
"""

from reconcile.findings import Severity

CODE = "R605"
NAME = "错误沿用上年"
KIND = "cross_document"
SEVERITY = Severity.INFO
