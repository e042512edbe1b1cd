<#-- One line per dependency: name and version, then licences. -->
What cdlc ships beside its own code, all of it in lib/classes.jar, and the licence of each. The texts
that came with it lie under lib/legal, those of the Java run-time image under lib/runtime/legal.
Class files of ASM and picocli are changed: they carry a newer version and stack maps.

<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#assign licenses = entry.getValue()>
${project.groupId}:${project.artifactId}:${project.version}  <#list licenses as license>${license}<#if license_has_next>, </#if></#list>
</#list>
