#pragma once
// The frame of every mail, in Mustache. HTML as mail programs understand it: tables, styles on the
// elements, nothing from elsewhere; the colours are those of the theme tomato.

#include <string_view>

namespace pomopomo::accounts {

inline constexpr std::string_view kTextLayout = R"({{heading}}

{{text}}
{{#link}}

{{button}}: {{link}}
{{/link}}
{{#code}}

{{codeHint}} {{code}}
{{/code}}

{{small}}

-- 
Pomopomo, {{host}}
)";

inline constexpr std::string_view kHtmlLayout = R"(<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="supported-color-schemes" content="light">
<title>{{subject}}</title>
</head>
<body style="margin:0;padding:0;background-color:#fff7f0;">
<div style="display:none;max-height:0;overflow:hidden;">{{text}}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#fff7f0;">
<tr><td align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:480px;font-family:Nunito,'Segoe UI',-apple-system,Roboto,Helvetica,Arial,sans-serif;color:#3b2620;">
<tr><td align="center" style="padding:0 0 20px;font-size:22px;line-height:28px;font-weight:800;letter-spacing:-0.3px;">
<span style="display:inline-block;width:18px;height:18px;border-radius:9px;background-color:#e5543d;vertical-align:-2px;border-top:3px solid #4b8a4f;"></span>&nbsp;pomopomo
</td></tr>
<tr><td style="padding:36px 32px 32px;background-color:#fffdfb;border:1px solid #f0dccf;border-radius:24px;">
<h1 style="margin:0 0 12px;font-size:26px;line-height:32px;font-weight:800;text-align:center;color:#3b2620;">{{heading}}</h1>
<p style="margin:0 0 24px;font-size:16px;line-height:24px;text-align:center;color:#6a4d43;">{{text}}</p>
{{#link}}
<table role="presentation" align="center" cellpadding="0" cellspacing="0" border="0" style="margin:0 auto 28px;">
<tr><td align="center" style="border-radius:999px;background-color:#cb3f2b;">
<a href="{{link}}" style="display:inline-block;padding:15px 44px;font-size:17px;line-height:22px;font-weight:700;color:#ffffff;text-decoration:none;border-radius:999px;">{{button}}</a>
</td></tr>
</table>
{{/link}}
{{#code}}
<p style="margin:0 0 10px;font-size:15px;line-height:22px;text-align:center;color:#6a4d43;">{{codeHint}}</p>
<table role="presentation" align="center" cellpadding="0" cellspacing="0" border="0" style="margin:0 auto 28px;">
<tr><td align="center" style="padding:14px 20px 14px 28px;border-radius:16px;background-color:#fdf0e7;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:32px;line-height:38px;font-weight:700;letter-spacing:8px;color:#a93220;">{{code}}</td></tr>
</table>
{{/code}}
<p style="margin:0;font-size:13px;line-height:20px;text-align:center;color:#7f5f54;">{{small}}</p>
</td></tr>
<tr><td align="center" style="padding:20px 0 0;font-size:13px;line-height:20px;color:#7f5f54;">{{host}}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
)";

}  // namespace pomopomo::accounts
